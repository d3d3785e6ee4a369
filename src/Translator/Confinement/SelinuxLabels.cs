using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Confinement;

/// <summary>
/// The labels that SELinux wants on a guest's files (confinement.md 5): its own label, with its pair of categories, where only this guest may write; the same
/// without categories where guests share; that of content where it only reads.
/// </summary>
public static class SelinuxLabels
{
    public const string Model = "selinux";

    /// <summary>Errors of setting a label that end no start: file systems without labels, and those that cannot be written to.</summary>
    public static readonly IReadOnlyList<string> ToleratedErrors = ["EOPNOTSUPP", "EROFS"];

    /// <param name="domain">With the guest's labels: its own &lt;seclabel&gt; of this model, generated or given.</param>
    /// <param name="host">What the domain's paths stand for.</param>
    /// <param name="contexts">The policy's two labels for images.</param>
    /// <exception cref="DomainException">A label is none.</exception>
    public static IReadOnlyList<SelinuxLabel> Files(Domain domain, IHostFacts host, SelinuxImageContexts contexts)
    {
        if (domain.SecLabels.Find(l => l.Model is Model or null) is not { Type: not SecLabelType.None } guest
            || (!guest.Relabel && guest.Type == SecLabelType.Static))
        {
            return [];
        }

        SelinuxContext image = ImageLabel(guest, contexts);
        var labels = new List<SelinuxLabel>();
        foreach (GuestResource resource in GuestResources.Of(domain, host))
        {
            DeviceSecLabel? said = resource.LabelOf(Model, isMain: true);
            if (said?.Relabel == false)
            {
                continue;
            }

            SelinuxContext label = said?.Label is { } given ? SelinuxContext.Parse(given)
                : IsContent(resource) ? contexts.Content
                : resource.IsShareable ? image.WithoutCategories()
                : image;
            labels.Add(new(resource, label, IsRestored(resource)));
        }

        return labels;
    }

    /// <summary>The label of the guest's own files: the policy's, with the range of the guest's process.</summary>
    public static SelinuxContext ImageLabel(SecLabel guest, SelinuxImageContexts contexts)
    {
        if (guest.ImageLabel is { } given)
        {
            return SelinuxContext.Parse(given);
        }

        SelinuxContext? process = guest.Label is { } label ? SelinuxContext.Parse(label) : null;
        return contexts.Image with { User = process?.User ?? contexts.Image.User, Range = process?.Range ?? contexts.Image.Range };
    }

    private static bool IsContent(GuestResource resource) => resource.Kind switch
    {
        ResourceKind.Disk or ResourceKind.DataFile => resource.IsReadOnly || resource.IsBelow,
        ResourceKind.Backing or ResourceKind.Kernel or ResourceKind.Initrd or ResourceKind.Shim or ResourceKind.DeviceTree or ResourceKind.AcpiTable
            or ResourceKind.FwCfg => true,
        _ => false,
    };

    private static bool IsRestored(GuestResource resource) => resource.Kind switch
    {
        ResourceKind.Backing => false,
        ResourceKind.Disk or ResourceKind.DataFile or ResourceKind.ScsiDevice => !resource.IsReadOnly && !resource.IsShareable && !resource.IsBelow,
        _ => true,
    };
}

/// <summary>The policy's labels for images: first and second line of <c>contexts/virtual_image_context</c>.</summary>
public sealed record SelinuxImageContexts(SelinuxContext Image, SelinuxContext Content)
{
    /// <exception cref="DomainException">It lacks a label.</exception>
    public static SelinuxImageContexts Parse(string text)
    {
        string[] lines = SelinuxContext.Lines(text);
        return lines.Length < 2 ? throw new DomainException("the SELinux policy has no labels for images (contexts/virtual_image_context)")
            : new(SelinuxContext.Parse(lines[0]), SelinuxContext.Parse(lines[1]));
    }
}

/// <summary>A file's label while the guest runs; <paramref name="IsRestored"/>: it gets its former one back.</summary>
public sealed record SelinuxLabel(GuestResource Resource, SelinuxContext Label, bool IsRestored)
{
    public string Path => Resource.Path;
}
