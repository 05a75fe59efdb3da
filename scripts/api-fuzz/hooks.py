"""What schemathesis sends where a body is not JSON: something valid, and noise."""

from base64 import b64decode
from pathlib import Path

import schemathesis
from hypothesis import strategies as st

PICTURE = b64decode((Path(__file__).parent / "picture.png.base64").read_text())
CATALOGUE = b"""slug,name,description,status,category,currency,sku,priceMinor
tried-by-file,Tried,Made by npm run test:api,draft,laptops,EUR,TRIED-BY-FILE,1990
"""
BODIES = {
    "image/png": PICTURE,
    "image/jpeg": PICTURE,
    "image/webp": PICTURE,
    "image/avif": PICTURE,
    "text/csv": CATALOGUE,
    "application/x-ndjson": b"{}\n",
}

for media_type, valid in BODIES.items():
    schemathesis.openapi.media_type(media_type, st.one_of(st.just(valid), st.binary(max_size=200)))
