"""The commands of a shared office: setting it up, its accounts, and whether its rights stand."""
