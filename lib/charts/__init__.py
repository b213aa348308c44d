"""Charts: frames in, Plotly figures out; every word through lib.text."""
