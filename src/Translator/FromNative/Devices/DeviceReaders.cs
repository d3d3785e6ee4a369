using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>Every -device in order, each kind with its reader; then what stands in options of its own.</summary>
internal static class DeviceReaders
{
    private static readonly Func<NativeCommand, NativeOption, bool>[] Readers =
    [
        ControllerDevices.Add, DiskDevices.Add, CharacterDevices.Add, VideoDevices.Add, SoundDevices.Add, InputDevices.Add, HostDevices.Add, MemoryDevices.Add,
        FilesystemDevices.Add, TpmDevices.Add, SmallDevices.Add, InterfaceDevices.Add,
    ];

    public static void Add(NativeCommand native)
    {
        // controllers first: what sits on them asks for their numbers
        foreach (NativeOption device in native.All("-device").ToList())
        {
            if (ControllerDevices.Add(native, device))
            {
                Left(native, device);
            }
        }

        ThrottleGroups.Add(native);
        AudioElements.Add(native);
        foreach (NativeOption device in native.All("-device").ToList())
        {
            if (!device.IsTaken && (OfMachine(native, device) || Array.Exists(Readers, read => read(native, device))))
            {
                Left(native, device);
            }
        }

        foreach (NativeOption nic in native.All("-net").Where(o => o.Peek("netdev") is not null).ToList())
        {
            InterfaceDevices.AddOfBoard(native, nic);
        }

        DrivesOfBoard.Add(native);
        SoundDevices.AddSpeaker(native);
        CharacterDevices.AddForwards(native);
        CharacterDevices.AddPorts(native);
        MemoryDevices.AddOfMachine(native);
        InputDevices.AddObjects(native);
        GraphicsDevices.Add(native);
        Globals.Add(native);
        AbsentDevices.Add(native);
    }

    /// <summary>Devices that are a word of &lt;features&gt; or come with the machine.</summary>
    private static bool OfMachine(NativeCommand native, NativeOption device)
    {
        switch (device.Kind)
        {
            case "vmcoreinfo":
                device.Take();
                native.Domain.Child("features").Add(With("vmcoreinfo", "state", "on"));
                return true;
            case "isa-fdc":
                device.Take();
                native.FloppyBoot["0"] = device.Take("bootindexA");
                native.FloppyBoot["1"] = device.Take("bootindexB");
                device.Take("id");
                return true;
            default:
                return false;
        }
    }

    /// <summary>Properties that nobody asked for are kept as overrides; a hand-written device gets an alias for that.</summary>
    private static void Left(NativeCommand native, NativeOption device)
    {
        List<KeyValuePair<string, string>> rest = [.. device.Rest.Where(p => p.Key is not ("driver" or "bus" or "id" or "x-vmstate-change"))];
        if (rest.Count == 0 || native.Devices.Elements().LastOrDefault() is not { } element)
        {
            return;
        }

        string id = device.FirstId ?? "device" + Numbers.Text(native.Overrides.Count);
        if (!id.StartsWith("ua-", StringComparison.Ordinal) && !device.IsJson)
        {
            id = "ua-" + id;
            element.Add(With("alias", "name", id));
        }

        native.Overrides.Add((id, rest));
        native.Warn(
            $"{string.Join(", ", rest.Select(p => $"{p.Key}={p.Value}"))} of {device.FirstId ?? device.Kind} has no counterpart in domain XML: it is kept in "
            + "<qemu:override>");
    }
}
