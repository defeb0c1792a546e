"""The interactive map: a folium plugin, the page of an atlas, and its own JavaScript."""
