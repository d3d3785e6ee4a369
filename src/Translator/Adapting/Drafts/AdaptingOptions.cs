namespace VirshLite.Translator.Adapting.Drafts;

/// <summary>What the user decided.</summary>
public sealed record AdaptingOptions
{
    /// <summary>
    /// Where interfaces go whose network or bridge is not here; null: to the network 'default' if there is one, else to QEMU's own user network.
    /// </summary>
    public string? Bridge { get; init; }

    /// <summary>Beginnings of paths and what stands for them here.</summary>
    public IReadOnlyList<(string Old, string New)> Paths { get; init; } = [];

    /// <summary>The text's name in messages.</summary>
    public string FileName { get; init; } = "domain XML";
}
