"""Files and net disks: recorded by name, never fetched."""
