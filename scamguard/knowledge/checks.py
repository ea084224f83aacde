def check_folder(folder, compiled=True):
    return []
