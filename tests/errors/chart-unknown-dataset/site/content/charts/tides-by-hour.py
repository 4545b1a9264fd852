def chart(data, view):
    return data["tide"]
