"""The page people look at: the workspace drawn as HTML, and forms that become acts."""
