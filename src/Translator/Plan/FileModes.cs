namespace VirshLite.Translator.Plan;

/// <summary>The permission bits that plans give out, by what they are for.</summary>
public static class FileModes
{
    /// <summary>0600: a file of one user.</summary>
    public const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>0644: a file that everybody may read.</summary>
    public const UnixFileMode PublicFile = OwnerFile | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>0700: a directory of one user.</summary>
    public const UnixFileMode OwnerDirectory = OwnerFile | UnixFileMode.UserExecute;

    /// <summary>0750: a directory that the group may look into.</summary>
    public const UnixFileMode GroupDirectory = OwnerDirectory | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;

    /// <summary>0755: a directory that everybody may look into.</summary>
    public const UnixFileMode PublicDirectory = GroupDirectory | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>0770: a directory that owner and group share.</summary>
    public const UnixFileMode SharedDirectory = GroupDirectory | UnixFileMode.GroupWrite;

    /// <summary>0730: a directory in which the group leaves files without seeing others'.</summary>
    public const UnixFileMode DropDirectory = OwnerDirectory | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;

    /// <summary>0710: a directory that the group may pass through.</summary>
    public const UnixFileMode GroupPassageDirectory = OwnerDirectory | UnixFileMode.GroupExecute;

    /// <summary>01770: a directory in which the group makes entries, and touches none but its own.</summary>
    public const UnixFileMode GroupDropDirectory =
        OwnerDirectory | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.StickyBit;

    /// <summary>01733: a directory in which everybody makes entries without seeing others', and touches none but their own.</summary>
    public const UnixFileMode EverybodysDropDirectory = OwnerDirectory | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute | UnixFileMode.StickyBit;

    /// <summary>0711: a directory that everybody may pass through.</summary>
    public const UnixFileMode PassageDirectory = OwnerDirectory | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>0775: a socket that libvirt binds for QEMU.</summary>
    public const UnixFileMode GroupSocket = PublicDirectory | UnixFileMode.GroupWrite;
}
