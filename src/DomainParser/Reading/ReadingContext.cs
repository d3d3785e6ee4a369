namespace VirshLite.DomainParser.Reading;

/// <summary>What lasts for one reading of one text: its options and the warnings gathered on the way.</summary>
public sealed class ReadingContext
{
    public ReadingContext(ReadingOptions options) => Options = options;

    public ReadingOptions Options { get; }

    /// <summary>One line each, with position; filled only where something was let through that strict reading refuses.</summary>
    public List<string> Warnings { get; } = [];

    internal void Unknown(string what, SourcePosition position)
    {
        if (!Options.IgnoreUnknown)
        {
            throw new DomainException(what, position) { IsUnknown = true };
        }

        Ignored(what, position);
    }

    /// <summary>Something known that means nothing where it stands: libvirt forgets it without a word, we with one.</summary>
    internal void Ignored(string what, SourcePosition position) => Warnings.Add($"{Options.FileName}:{position}: {what}; ignored");
}
