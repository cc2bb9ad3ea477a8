"""Whether the service lives on: people of all kinds use it for a while, and now and then a part of it is killed."""
