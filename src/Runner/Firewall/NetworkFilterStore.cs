using System.Text;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;
using VirshLite.Translator.NetworkFilters;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Firewall;

/// <summary>
/// The filters of this host: VirshLite's own directory, which is written, then libvirt's, which is read in place, then those that every host has.
/// </summary>
public sealed class NetworkFilterStore(Settings settings)
{
    private const string Libvirt = "/etc/libvirt/nwfilter";

    private string Own => settings.ConfigDirectory + "/nwfilter";

    /// <summary>By name.</summary>
    public IReadOnlyList<NetworkFilter> All() =>
        [.. ((string[])[Own, Libvirt]).Where(Directory.Exists).SelectMany(d => Directory.GetFiles(d, "*.xml")).Select(f => Path.GetFileNameWithoutExtension(f))
            .Concat(StandardFilters.Names).Distinct().Order(StringComparer.Ordinal).Select(Find).OfType<NetworkFilter>()];

    /// <summary>null where none has the name.</summary>
    public NetworkFilter? Find(string name)
    {
        if (name.Contains('/', StringComparison.Ordinal))
        {
            return null;
        }

        string? file = ((string[])[$"{Own}/{name}.xml", $"{Libvirt}/{name}.xml"]).FirstOrDefault(File.Exists);
        return file is null ? StandardFilters.Find(name) : NetworkFilterReader.Read(File.ReadAllText(file));
    }

    /// <summary>By name or UUID.</summary>
    /// <exception cref="DomainException">There is none.</exception>
    public NetworkFilter Get(string what) => Find(what)
        ?? (Guid.TryParse(what, out Guid uuid) ? All().FirstOrDefault(f => f.Uuid == uuid) : null)
        ?? throw DomainException.Operation($"failed to get nwfilter '{what}'\nerror: Network filter not found: no nwfilter with matching name '{what}'");

    /// <summary>Keeps a filter; devices that use it get their rules anew, all of them or none.</summary>
    /// <exception cref="DomainException">Its UUID or name is another's, it refers to itself, or a device's rules cannot be made of it.</exception>
    public void Define(NetworkFilter filter)
    {
        NetworkFilter? known = Find(filter.Name);
        if (known?.Uuid is { } uuid && filter.Uuid != uuid)
        {
            throw new DomainException($"filter '{filter.Name}' already exists with uuid {uuid}", default, RefusalKind.Failed);
        }

        if (filter.Uuid is { } own && All().FirstOrDefault(f => f.Uuid == own && f.Name != filter.Name) is { } other)
        {
            throw new DomainException($"filter with same UUID but different name ('{other.Name}') already exists", default, RefusalKind.Failed);
        }

        filter.Uuid ??= Guid.NewGuid();
        NetworkFilter? WithNew(string name) => name == filter.Name ? filter : Find(name);
        CheckLoops(filter, WithNew);
        new FilterBindings(settings).Rebuild(filter.Name, WithNew);
        Files.MakeDirectory(Own, FileModes.PublicDirectory);
        Files.WriteAtomically($"{Own}/{filter.Name}.xml", Encoding.UTF8.GetBytes(NetworkFilterWriter.Write(filter)), FileModes.OwnerFile, durable: true);
    }

    /// <exception cref="DomainException">It is in use, or one of those that every host has.</exception>
    public void Undefine(NetworkFilter filter)
    {
        if (new FilterBindings(settings).All().Any(b => Find(b.Filter.Filter) is { } used && FilterTree.Names(used, Find).Contains(filter.Name)))
        {
            throw DomainException.Operation("nwfilter is in use");
        }

        string[] files = [.. ((string[])[$"{Own}/{filter.Name}.xml", $"{Libvirt}/{filter.Name}.xml"]).Where(File.Exists)];
        if (files.Length == 0)
        {
            throw DomainException.Operation($"'{filter.Name}' is one of the filters that every host has");
        }

        Files.Delete(files[0]);
    }

    /// <summary>A filter that is missing is no mistake before somebody uses it.</summary>
    private static void CheckLoops(NetworkFilter filter, Func<string, NetworkFilter?> find)
    {
        var nothing = new NetworkFilter { Name = "" };
        _ = FilterTree.Rules(filter, new FilterVariables(), n => find(n) ?? nothing);
    }
}
