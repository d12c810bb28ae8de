"""The use cases behind the main job and the smaller commands."""
