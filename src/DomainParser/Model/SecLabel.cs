namespace VirshLite.DomainParser.Model;

/// <summary>&lt;seclabel&gt; of the domain. No effect on the command line (formatdomain, "Security label").</summary>
public sealed class SecLabel
{
    public SourcePosition Position { get; set; }

    /// <summary>dynamic where the attribute is absent.</summary>
    public SecLabelType Type { get; set; }

    public string? Model { get; set; }

    /// <summary>As written or as its type implies: true for dynamic, false for static and none.</summary>
    public bool Relabel { get; set; }

    /// <summary>Of static labels; of dynamic ones, what a running guest was given.</summary>
    public string? Label { get; set; }

    public string? BaseLabel { get; set; }

    /// <summary>What a running guest's images were given.</summary>
    public string? ImageLabel { get; set; }
}

public enum SecLabelType
{
    Dynamic,
    Static,
    None,
}

internal static class SecLabelTypeNames
{
    private static readonly EnumNames<SecLabelType> All = new("dynamic", "static", "none");

    extension(SecLabelType)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<SecLabelType> Names => All;
    }
}
