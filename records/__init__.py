"""The frozen things handed from room to room, and their JSON form."""
