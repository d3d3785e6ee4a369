using System.Text.Json;

namespace VirshLite.Translator.Capabilities;

/// <summary>Reads the reply to <c>query-machines</c> (capabilities.md 3).</summary>
internal static class MachineProbe
{
    /// <summary>The machines in QEMU's order, but the architecture's preferred one first; <c>none</c> is left out.</summary>
    public static IReadOnlyList<QemuMachine> Read(JsonElement reply, string arch)
    {
        var machines = new List<QemuMachine>(reply.GetArrayLength());
        string? preferred = Architectures.PreferredMachine(arch);
        int first = -1;
        int qemuDefault = -1;
        foreach (JsonElement item in reply.EnumerateArray())
        {
            QemuMachine machine = ReadMachine(item);
            if (machine.Name == "none")
            {
                continue;
            }

            if (preferred is not null && (machine.Alias == preferred || machine.Name == preferred))
            {
                first = machines.Count;
            }

            if (machine.IsDefault)
            {
                qemuDefault = machines.Count;
            }

            machines.Add(machine);
        }

        first = first >= 0 ? first : qemuDefault;
        if (first > 0)
        {
            QemuMachine machine = machines[first];
            machines.RemoveAt(first);
            machines.Insert(0, machine);
        }

        return machines;
    }

    private static QemuMachine ReadMachine(JsonElement item)
    {
        return new(
            item.GetProperty("name").GetString()!,
            Text("alias"),
            Switch("is-default") ?? false,
            item.TryGetProperty("cpu-max", out JsonElement max) ? max.GetInt32() : 0,
            Switch("hotpluggable-cpus") ?? false,
            Text("default-cpu-type"),
            Switch("numa-mem-supported") ?? true,
            Text("default-ram-id"),
            Switch("deprecated") ?? false,
            Switch("acpi"));

        string? Text(string key) => item.TryGetProperty(key, out JsonElement value) ? value.GetString() : null;

        bool? Switch(string key) => item.TryGetProperty(key, out JsonElement value) ? value.GetBoolean() : null;
    }
}
