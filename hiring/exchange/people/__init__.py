"""Read people from files of other systems: opened, matched to our fields, and given one by one."""
