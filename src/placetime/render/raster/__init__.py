"""How the scene is drawn as pixels, frame by frame, without system libraries."""
