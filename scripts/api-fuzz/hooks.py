"""What schemathesis sends where a body is not JSON: something valid, and noise."""

from pathlib import Path

import schemathesis
from hypothesis import strategies as st

PICTURE = (Path(__file__).parent / "picture.png").read_bytes()
BODIES = {
    "image/png": PICTURE,
    "image/jpeg": PICTURE,
    "image/webp": PICTURE,
    "image/avif": PICTURE,
    "text/csv": b"sku,name\n",
    "application/x-ndjson": b"{}\n",
}

for media_type, valid in BODIES.items():
    schemathesis.openapi.media_type(media_type, st.one_of(st.just(valid), st.binary(max_size=200)))
