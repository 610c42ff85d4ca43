print("formic")
