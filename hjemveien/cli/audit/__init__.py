"""The commands under `hjemveien audit`."""
