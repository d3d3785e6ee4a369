namespace VirshLite.DomainParser.Model;

/// <summary>&lt;seclabel&gt; of one image or character device. It has no effect on the command line.</summary>
public sealed class DeviceSecLabel
{
    public string? Model { get; set; }

    public bool? Relabel { get; set; }

    /// <summary>Of a running guest: the image could not be labelled, and was passed over.</summary>
    public bool IsSkipped { get; set; }

    public string? Label { get; set; }
}
