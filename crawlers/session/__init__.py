"""Browser states that an operator supplies: kept encrypted, used on their sources' hosts, watched."""
