module sidecart.local/cli

go 1.24.9

require (
	github.com/dapr/cli v1.16.5
	github.com/dapr/components-contrib v1.16.5
)
