"""The words after `plan`: one file per word, loaded when it is said."""
