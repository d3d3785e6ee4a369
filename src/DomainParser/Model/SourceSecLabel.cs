namespace VirshLite.DomainParser.Model;

/// <summary>&lt;seclabel&gt; of one source (an image, a socket, a file), overriding the domain's label for it.</summary>
public sealed class SourceSecLabel
{
    /// <summary>The security driver's name; null = the first one of the host.</summary>
    public string? Model { get; set; }

    public bool? Relabel { get; set; }

    /// <summary>labelskip='yes': the label could not be set once, and is left alone.</summary>
    public bool LabelSkip { get; set; }

    public string? Label { get; set; }
}
