using VirshLite.DomainParser.Model;

namespace VirshLite.Runner.Storage;

/// <summary>A disk of a guest whose image is a file or device of this host.</summary>
/// <param name="Target">vda, sdb …</param>
/// <param name="Path">The image.</param>
public sealed record GuestVolume(string Target, string Path)
{
    /// <summary>The disks that are named by target or path, or all (host-takeover.md 7.2, undefine).</summary>
    /// <exception cref="GuestException">One that is named is none of the guest's.</exception>
    public static IReadOnlyList<GuestVolume> Chosen(Domain domain, IReadOnlyList<string>? named, bool all)
    {
        List<GuestVolume> volumes = [.. domain.Disks.Where(d => d.Source?.Path is not null && d.TargetDev.Length > 0)
            .Select(d => new GuestVolume(d.TargetDev, d.Source!.Path!))];
        if (all)
        {
            return volumes;
        }

        return [.. (named ?? []).Select(n => volumes.Find(v => v.Target == n || v.Path == n)
            ?? throw new GuestException($"Volume '{n}' was not found in domain's definition."))];
    }
}
