def chart(data, view)
    return None
