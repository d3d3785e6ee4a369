using System.Text;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;
using VirshLite.Translator.NetworkFilters;
using VirshLite.Translator.Networks;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Firewall;

/// <summary>
/// Which filter stands before which device, and its rules in the kernel (nwfilter.md 7): put up, replaced and taken away as a whole, by the programs that
/// <see cref="FilterProgram"/> chooses.
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

    public string FileOf(string port) => FilesOf(port).Binding;

    internal BindingFiles FilesOf(string port) => new(Directory, port);

    /// <summary>The binding with the addresses that were learnt as its parameter IP.</summary>
    public NetworkFilterBinding WithLearnt(NetworkFilterBinding binding)
    {
        IReadOnlyList<string> learnt = binding.Filter.Parameters.Any(p => p.Name == FilterVariables.Ip) ? [] : Learnt(binding);
        return binding with
        {
            Filter = binding.Filter with
            {
                Parameters = [.. binding.Filter.Parameters.Concat(learnt.Select(a => new FilterParameter(FilterVariables.Ip, a)))
                    .OrderBy(p => p.Name, StringComparer.Ordinal)],
            },
        };
    }

    /// <summary>Puts the rules up before the device and notes the binding.</summary>
    /// <exception cref="DomainException">
    /// No device can have the name, there is a binding already, a filter is missing, or the rules cannot be put up.
    /// </exception>
    public void Create(NetworkFilterBinding binding)
    {
        // the name becomes that of files, and stands in commands
        BindingFiles files = FilesOf(DeviceName.Checked(binding.Port));
        if (File.Exists(files.Binding))
        {
            throw new DomainException($"binding '{binding.Port}' already exists", default, RefusalKind.Failed);
        }

        Files.MakeDirectory(Directory, FileModes.OwnerDirectory);
        DeviceRules rules = RulesOf(binding, []);
        using FileLock held = Lock(Directory);

        // before the rules: whose they are is known as long as they stand
        Files.WriteAtomically(files.Binding, Encoding.UTF8.GetBytes(NetworkFilterWriter.Write(binding)), FileModes.OwnerFile);
        try
        {
            PutUp([(rules, binding.Filter.Filter)]);
            Revive(rules);
        }
        catch
        {
            files.TakeDown();
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
            BindingFiles.Of(file).TakeDown();
        }
    }

    /// <summary>Takes rules and binding away.</summary>
    public void Delete(string port)
    {
        using FileLock held = Lock(Directory);
        FilesOf(port).TakeDown();
    }

    /// <summary>Rules that somebody flushed come back, and whoever learns addresses is there again; gives back the devices whose rules were gone.</summary>
    public IReadOnlyList<string> Restore()
    {
        List<string> gone = [];
        if (!System.IO.Directory.Exists(Directory))
        {
            return gone;
        }

        using FileLock held = Lock(Directory);
        IReadOnlyList<NetworkFilterBinding> all = All();
        IReadOnlySet<string> tables = NftTable.Standing();
        IReadOnlySet<string> chains = all.Any(b => File.Exists(FilesOf(b.Port).Ebtables)) ? EbtablesRules.Standing() : new HashSet<string>();
        foreach (NetworkFilterBinding binding in all)
        {
            BindingFiles files = FilesOf(binding.Port);
            DeviceRules rules = RulesOf(binding, Learnt(binding));
            if (!(File.Exists(files.Ebtables) ? chains.Contains(binding.Port) : tables.Contains(NftFilterScript.Table(binding.Port))))
            {
                PutUp([(rules, binding.Filter.Filter)]);
                gone.Add(binding.Port);
            }

            if (rules is { Learning: IpLearning.Any, IsWaiting: false } && !File.Exists(files.Leases))
            {
                // in nft's set, where a flush would take it from: who should have written it down is gone
                var known = new LentAddresses(binding.Mac, []);
                rules.Learnt.ToList().ForEach(known.Add);
                WriteDown(binding, known);
            }

            Revive(rules);
        }

        return gone;
    }

    /// <summary>The devices whose filters contain that one get their rules anew, all or none; addresses that were learnt stay.</summary>
    /// <exception cref="DomainException">The rules of a device cannot be made; all stay as they are.</exception>
    internal void Rebuild(string filter, Func<string, NetworkFilter?> find)
    {
        List<NetworkFilterBinding> using_ = [.. All().Where(b => find(b.Filter.Filter) is { } used && FilterTree.Names(used, find).Contains(filter))];
        if (using_.Count == 0)
        {
            return;
        }

        using FileLock held = Lock(Directory);
        List<DeviceRules> rules = [.. using_.Select(b => DeviceRules.Of(b, find, Learnt(b)))];
        PutUp([.. rules.Zip(using_, (r, b) => (r, b.Filter.Filter))]);
        rules.ForEach(Revive);
    }

    /// <summary>
    /// Writes down what addresses a guest has come to, and makes the rules for them; nothing where the binding is another by now.
    /// </summary>
    /// <param name="binding">Its binding.</param>
    /// <param name="text">The binding as its file had it.</param>
    /// <param name="known">The addresses.</param>
    /// <param name="isInKernel">The rules that stand know of them already.</param>
    internal void Learn(NetworkFilterBinding binding, string text, LentAddresses known, bool isInKernel)
    {
        using FileLock held = Lock(Directory);
        if (!File.Exists(FileOf(binding.Port)) || File.ReadAllText(FileOf(binding.Port)) != text)
        {
            return;
        }

        WriteDown(binding, known);
        if (!isInKernel)
        {
            PutUp([(RulesOf(binding, known.Addresses), binding.Filter.Filter)]);
        }
    }

    internal DeviceRules RulesOf(NetworkFilterBinding binding, IReadOnlyList<string> learnt) =>
        DeviceRules.Of(binding, new NetworkFilterStore(settings).Find, learnt);

    /// <summary>Whose a device's rules are is looked at and changed by one at a time.</summary>
    private static FileLock Lock(string directory) => FileLock.Take(directory + ".lock");

    private void WriteDown(NetworkFilterBinding binding, LentAddresses known) => Files.WriteAtomically(
        FilesOf(binding.Port).Leases, Encoding.UTF8.GetBytes(known.Write(binding.OwnerUuid)), FileModes.OwnerFile);

    private IReadOnlyList<string> Learnt(NetworkFilterBinding binding)
    {
        BindingFiles files = FilesOf(binding.Port);
        if (!File.Exists(files.Leases))
        {
            return NftTable.Learnt(binding.Port);
        }

        var known = new LentAddresses(binding.Mac, []);
        known.Read(File.ReadAllText(files.Leases), binding.OwnerUuid);
        return known.Addresses;
    }

    /// <summary>nft takes all its devices in one step; what ebtables keeps is made beside what stands first, so that a failure changes nothing.</summary>
    private void PutUp(IReadOnlyList<(DeviceRules Rules, string Filter)> devices)
    {
        List<(DeviceRules Rules, string? Script)> chosen = [.. devices.Select(d => (d.Rules, FilterProgram.NftScript(d.Rules, d.Filter)))];
        List<DeviceRules> ebtables = [.. chosen.Where(c => c.Script is null).Select(c => c.Rules)];
        foreach (DeviceRules rules in ebtables)
        {
            // before the rules: what takes them away looks for it
            Files.WriteAtomically(FilesOf(rules.Port).Ebtables, [], FileModes.OwnerFile);
        }

        if (ebtables.Count > 0)
        {
            EbtablesRules.PutUp(ebtables);
        }

        string script = string.Concat(chosen.Select(c => c.Script ?? NftFilterScript.Removal(c.Rules.Port)));
        if (chosen.Exists(c => c.Script is not null))
        {
            FilterProgram.Load(script);
        }
        else
        {
            ebtables.ForEach(r => NftTable.Remove(r.Port));
        }

        foreach (BindingFiles files in chosen.Where(c => c.Script is not null).Select(c => FilesOf(c.Rules.Port)).Where(f => File.Exists(f.Ebtables)))
        {
            EbtablesRules.Remove(files.Port);
            Files.Delete(files.Ebtables);
        }
    }

    /// <summary>Whoever learns for the device is there, as long as there is something to learn.</summary>
    private void Revive(DeviceRules rules)
    {
        BindingFiles files = FilesOf(rules.Port);
        if (rules.Learning != IpLearning.Dhcp && rules is not { Learning: IpLearning.Any, IsWaiting: true })
        {
            return;
        }

        using FileLock? free = FileLock.TryTake(files.Learner);
        if (free is not null)
        {
            free.Dispose();
            AddressLearner.Start(settings, rules.Port, rules.Learning);
        }
    }
}
