using System.Text;
using VirshLite.DomainParser;
using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.State;

/// <summary>
/// Metadata of a guest's snapshots or checkpoints, in libvirt's layout: NAME.xml (0600) in a directory of the guest's own (guest-state.md 3.1, 5.1).
/// </summary>
/// <param name="path">The directory.</param>
/// <param name="kind">snapshot or checkpoint.</param>
/// <param name="read">Reads one file's text.</param>
internal sealed class MetadataDirectory<T>(string path, string kind, Func<string, T> read)
    where T : class
{
    /// <summary>All that can be read, by file name.</summary>
    public IReadOnlyList<T> All()
    {
        var all = new List<T>();
        if (!Directory.Exists(path))
        {
            return all;
        }

        foreach (string file in Directory.EnumerateFiles(path, "*.xml").Order(StringComparer.Ordinal))
        {
            try
            {
                all.Add(read(File.ReadAllText(file)));
            }
            catch (DomainException)
            {
                // one that nobody can read hides itself only
            }
        }

        return all;
    }

    public bool Has(string name) => File.Exists(FileOf(name));

    /// <exception cref="DomainException">No file can have that name; better known before anything is done.</exception>
    public void CheckName(string name)
    {
        if (name.Contains('/', StringComparison.Ordinal))
        {
            throw new GuestException($"invalid {kind} name '{name}': name can't contain '/'");
        }

        if (name.StartsWith('.'))
        {
            throw new GuestException($"invalid {kind} name '{name}': name can't start with '.'");
        }
    }

    public void Write(string name, string xml)
    {
        CheckName(name);
        Files.MakeDirectory(path, FileModes.OwnerDirectory);
        string heading =
            $"<!-- A guest's {kind}, kept by VirshLite. Change it with `virshlite {kind}-edit`: it is written anew from what was understood. -->\n\n";
        Files.WriteAtomically(FileOf(name), Encoding.UTF8.GetBytes(heading + xml), FileModes.OwnerFile, durable: true);
    }

    public void Remove(string name) => Files.Delete(FileOf(name));

    private string FileOf(string name) => $"{path}/{name}.xml";
}
