"""What people can do: state and words in, a `Decision` or a `Refused` out. One file per family of acts."""
