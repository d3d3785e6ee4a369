namespace VirshLite.DomainParser.Reading;

/// <summary>What lasts for one reading of one text: its options and the warnings gathered on the way.</summary>
public sealed class ReadingContext
{
    public ReadingContext(ReadingOptions options) => Options = options;

    public ReadingOptions Options { get; }

    /// <summary>One line each, with position; filled only where something was let through that strict reading refuses.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>What is wrong with the text, in the order of the text; filled only where all is asked for.</summary>
    public List<DomainException> Findings { get; } = [];

    internal void Unknown(string what, SourcePosition position)
    {
        if (!Options.IgnoreUnknown)
        {
            Found(new DomainException(what, position) { IsUnknown = true });
            return;
        }

        Ignored(what, position);
    }

    /// <summary>Throws, or notes where all findings are asked for.</summary>
    internal void Found(DomainException finding)
    {
        if (!Options.FindAll)
        {
            throw finding;
        }

        Findings.Add(finding);
    }

    /// <summary>Something known that means nothing where it stands: libvirt forgets it without a word, we with one.</summary>
    internal void Ignored(string what, SourcePosition position) => Warnings.Add($"{Options.FileName}:{position}: {what}; ignored");
}
