"""Text, QR codes and looks of pictures, read on this machine with the extra ``images``."""
