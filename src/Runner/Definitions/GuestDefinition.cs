namespace VirshLite.Runner.Definitions;

/// <summary>Whose directory a definition stands in.</summary>
public enum DefinitionOwner
{
    /// <summary>VirshLite's: <c>/etc/virshlite/guests</c>, in session mode below XDG_CONFIG_HOME.</summary>
    VirshLite,

    /// <summary>libvirt's: <c>/etc/libvirt/qemu</c>, used where it stands (host-takeover.md 7.1, 10.2).</summary>
    Libvirt,
}

/// <summary>
/// A guest that is defined: a file with its domain XML, NAME.xml, and maybe links in autostart/ beside it (host-takeover.md 7).
/// </summary>
/// <param name="Name">As the XML has it; the file is named after it.</param>
/// <param name="Uuid">Never empty: a definition without one is no definition.</param>
/// <param name="Title">null where it has none.</param>
/// <param name="Path">The file, absolute.</param>
/// <param name="Owner">Whose directory that is.</param>
public sealed record GuestDefinition(string Name, Guid Uuid, string? Title, string Path, DefinitionOwner Owner)
{
    /// <summary>Started when the host comes up.</summary>
    public bool Autostart => IsLinked(AutostartLink);

    /// <summary>Started when the host comes up the next time only.</summary>
    public bool AutostartOnce => IsLinked(OnceLink);

    internal string AutostartLink => $"{System.IO.Path.GetDirectoryName(Path)}/autostart/{Name}.xml";

    internal string OnceLink => AutostartLink + ".once";

    /// <summary>The whole file: the comment that libvirt or we put on top, and the XML.</summary>
    public string Text() => File.ReadAllText(Path);

    /// <summary>A link counts where it leads exactly to the definition (host-takeover.md 7.2).</summary>
    private bool IsLinked(string link) => new FileInfo(link).LinkTarget == Path;
}
