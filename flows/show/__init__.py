"""What people look at: one article with everything that was found in it marked, and topics over time as a chart.

What is shown does not know the commands that show it.
"""
