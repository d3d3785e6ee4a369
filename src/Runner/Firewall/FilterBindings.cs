using System.Text;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;
using VirshLite.Translator.NetworkFilters;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Firewall;

/// <summary>
/// Which filter stands before which device, and its rules in the kernel (nwfilter.md 7): one nft table a device, put up and replaced as a whole.
/// </summary>
public sealed class FilterBindings(Settings settings)
{
    private string Directory => settings.StateDirectory + "/nwfilter-binding";

    /// <summary>By device.</summary>
    public IReadOnlyList<NetworkFilterBinding> All() => !System.IO.Directory.Exists(Directory) ? []
        : [.. System.IO.Directory.GetFiles(Directory, "*.xml").Order(StringComparer.Ordinal).Select(f => NetworkFilterBindingReader.Read(
            File.ReadAllText(f), new ReadingContext(new ReadingOptions { FileName = f, IgnoreUnknown = true })))];

    /// <exception cref="DomainException">There is none for that device.</exception>
    public NetworkFilterBinding Get(string port) => All().FirstOrDefault(b => b.Port == port)
        ?? throw DomainException.Operation(
            $"failed to get nwfilter binding '{port}'\nerror: Network filter binding not found: no nwfilter binding for port dev '{port}'");

    public string FileOf(string port) => $"{Directory}/{port}.xml";

    /// <summary>Puts the rules up before the device and notes the binding.</summary>
    /// <exception cref="DomainException">There is a binding already, a filter is missing, or the rules cannot be put up.</exception>
    public void Create(NetworkFilterBinding binding)
    {
        if (File.Exists(FileOf(binding.Port)))
        {
            throw new DomainException($"binding '{binding.Port}' already exists", default, RefusalKind.Failed);
        }

        string script = Script(binding, new NetworkFilterStore(settings).Find, learnt: null);
        using FileLock held = Lock(Directory);

        // before the rules: whose they are is known as long as they stand
        Files.MakeDirectory(Directory, FileModes.OwnerDirectory);
        Files.WriteAtomically(FileOf(binding.Port), Encoding.UTF8.GetBytes(NetworkFilterWriter.Write(binding)), FileModes.OwnerFile);
        try
        {
            Load(script, binding.Filter.Filter);
        }
        catch (DomainException)
        {
            Files.Delete(FileOf(binding.Port));
            throw;
        }
    }

    /// <summary>
    /// Takes away the rules before a guest's device and their binding, unless the device's name has become another guest's: then they are that one's.
    /// </summary>
    internal static void Forget(string file, string port, string owner)
    {
        using FileLock held = Lock(Path.GetDirectoryName(file)!);
        if (!File.Exists(file) || File.ReadAllText(file).Contains($"<uuid>{owner}</uuid>", StringComparison.Ordinal))
        {
            new HostCommand("nft", "-f", "-") { Input = Encoding.UTF8.GetBytes(NftFilterScript.Removal(port)) }.TryRun();
            Files.Delete(file);
        }
    }

    /// <summary>Whose a device's rules are is looked at and changed by one at a time.</summary>
    private static FileLock Lock(string directory) => FileLock.Take(directory + ".lock");

    /// <summary>Takes rules and binding away.</summary>
    public void Delete(string port)
    {
        Load(NftFilterScript.Removal(port), port);
        Files.Delete(FileOf(port));
    }

    /// <summary>The devices whose filters contain that one get their rules anew, in one step for all; addresses that were learnt stay.</summary>
    /// <exception cref="DomainException">The rules of a device cannot be made; all stay as they are.</exception>
    internal void Rebuild(string filter, Func<string, NetworkFilter?> find)
    {
        List<NetworkFilterBinding> using_ = [.. All().Where(b => find(b.Filter.Filter) is { } used && FilterTree.Names(used, find).Contains(filter))];
        if (using_.Count > 0)
        {
            Load(string.Concat(using_.Select(b => Script(b, find, Learnt(b.Port)))), filter);
        }
    }

    private static string Script(NetworkFilterBinding binding, Func<string, NetworkFilter?> find, string? learnt)
    {
        NetworkFilter filter = find(binding.Filter.Filter) ?? throw DomainException.Internal($"referenced filter '{binding.Filter.Filter}' is missing");
        var variables = new FilterVariables(binding.Filter.Parameters);
        if (variables.Of(FilterVariables.Mac) is null)
        {
            variables = variables.With(FilterVariables.Mac, binding.Mac);
        }

        return NftFilterScript.Of(binding.Port, binding.Mac, FilterTree.Rules(filter, variables, find), learnt);
    }

    /// <summary>The address in the device's set; null where there is none.</summary>
    private static string? Learnt(string port)
    {
        string listed = new HostCommand("nft", "list", "set", "bridge", NftFilterScript.Table(port), "IP").TryRun()?.Output ?? "";
        int at = listed.IndexOf("elements = {", StringComparison.Ordinal);
        return at < 0 ? null : listed[(at + 12)..].Split((char[])[' ', '}', ',', '\n'], StringSplitOptions.RemoveEmptyEntries)[0];
    }

    private static void Load(string script, string filter)
    {
        if (ProgramPath.FindHelper("nft") is null)
        {
            throw new GuestException(
                $"the network filter '{filter}' needs the program nft: install the package nftables; --ignore-filters starts a guest unfiltered");
        }

        CommandResult result = new HostCommand("nft", "-f", "-") { Input = Encoding.UTF8.GetBytes(script) }.Run();
        if (!result.Success)
        {
            throw new GuestException($"the rules of the network filter '{filter}' cannot be put up; this kernel may lack what they need: {result.LastWords}");
        }
    }
}
