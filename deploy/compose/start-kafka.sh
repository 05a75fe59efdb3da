# Makes Kafka's folder ready unless it is, with the user that the sidecars are, and starts the server.
set -eu
/opt/kafka/bin/kafka-storage.sh format --ignore-formatted --config /run/sidecart/server.properties \
  --cluster-id "$(cat /run/sidecart/cluster-id)" --add-scram "$(cat /run/sidecart/scram)"
exec /opt/kafka/bin/kafka-server-start.sh /run/sidecart/server.properties
