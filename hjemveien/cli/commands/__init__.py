"""One file a command, found by themselves: NAME, HELP, PLACE, add_arguments, run."""
