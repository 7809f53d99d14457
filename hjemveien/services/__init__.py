"""What a person can do: one function an operation; reads return frozen views."""
