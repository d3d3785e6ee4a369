namespace VirshLite.DomainParser.Reading;

/// <summary>How domain XML is read.</summary>
public sealed class ReadingOptions
{
    private readonly bool live;

    /// <summary>The name that error messages show for the text, usually the file's.</summary>
    public string FileName { get; init; } = "domain XML";

    /// <summary>All findings are gathered instead of the first one being thrown (<see cref="ReadingContext.Findings"/>).</summary>
    public bool FindAll { get; init; }

    /// <summary>What nobody asked for becomes a warning instead of an error.</summary>
    public bool IgnoreUnknown { get; init; }

    /// <summary>
    /// The text is of a running guest, and what only such a text holds is kept (aliases, node numbers, paths of terminals …); where false it is read over, as
    /// it means nothing for a definition (live-changes.md 2.8).
    /// </summary>
    public bool Live
    {
        get => live || Status;
        init => live = value;
    }

    /// <summary>
    /// The text is a guest's status as libvirt keeps it for itself, which says more than a running guest's XML: private data, what networks came to
    /// (host-takeover.md 5). It is live too.
    /// </summary>
    public bool Status { get; init; }

    /// <summary>
    /// Whether the rules that are followed are those of a libvirt as new as the version given (11.5): words of newer ones are not known. Everything is, unless
    /// somebody says otherwise.
    /// </summary>
    public Func<string, bool> Knows { get; init; } = _ => true;

    /// <summary>Elements may stand inside each other this often, as libvirt allows it.</summary>
    public int MaximumDepth { get; init; } = 256;

    /// <summary>Texts longer than this many characters are refused.</summary>
    public int MaximumCharacters { get; init; } = 16 * 1024 * 1024;
}
