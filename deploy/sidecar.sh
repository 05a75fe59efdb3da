# Starts daprd beside the app APP_ID on APP_PORT, with what is in TOKENS_FILE (lines NAME=value) in its environment.
set -eu
set -a
. "$TOKENS_FILE"
set +a
exec /daprd --app-id "$APP_ID" --app-port "$APP_PORT" --max-body-size "$MAX_BODY_SIZE" "$@"
