"""Why a file could not be read or written, in both languages: the system says it in one, and not in the room's."""

import errno

from engine.sentence import Sentence

CAUSES = {
    errno.ENOENT: "没有这个文件或文件夹", errno.EACCES: "没有权限", errno.EPERM: "不允许", errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘是只读的", errno.EISDIR: "这是文件夹", errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENAMETOOLONG: "名字太长", errno.EEXIST: "已经存在", errno.EIO: "磁盘出错",
}  # fmt: skip


def cause(error: OSError | ValueError) -> Sentence:
    """What the system says, as a part of a sentence."""
    if isinstance(error, UnicodeDecodeError):
        return Sentence(str(error), f"第 {error.start + 1} 个字节不是 UTF-8")
    if not isinstance(error, OSError):
        return Sentence(str(error), "路径不对")
    said = error.strerror or str(error)
    return Sentence(said, CAUSES.get(error.errno or 0, said))
