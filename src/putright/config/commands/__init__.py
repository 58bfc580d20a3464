"""The commands of the program, a module each, loaded when asked for."""
