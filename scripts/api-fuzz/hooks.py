"""What schemathesis sends where a body is not JSON. The valid one comes first and often, the rest is noise."""

import base64

import schemathesis
from hypothesis import strategies as st

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

pictures = st.one_of(st.just(PNG), st.binary(max_size=200))

for media_type in ("image/png", "image/jpeg", "image/webp", "image/avif"):
    schemathesis.openapi.media_type(media_type, pictures)

for media_type in ("text/csv", "application/x-ndjson"):
    schemathesis.openapi.media_type(media_type, st.one_of(st.just(b"\n"), st.binary(max_size=200)))
