using System.Text.Json;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Changes;

/// <summary>
/// Where QEMU has put memory devices, and how much of a virtio-mem the guest has taken: the answer to query-memory-devices (live-changes.md 2.5).
/// </summary>
public static class MemoryPlaces
{
    /// <param name="devices">They learn theirs.</param>
    /// <param name="answer">What QEMU returned; null or anything but a list says nothing.</param>
    public static void Learn(IEnumerable<MemoryDevice> devices, JsonElement? answer)
    {
        if (answer is not { ValueKind: JsonValueKind.Array } list)
        {
            return;
        }

        foreach (JsonElement entry in list.EnumerateArray())
        {
            JsonElement data = entry.GetProperty("data");
            if (data.TryGetProperty("id", out JsonElement id) && devices.FirstOrDefault(m => id.ValueEquals(m.Alias)) is { } memory)
            {
                Learn(memory, data);
            }
        }
    }

    private static void Learn(MemoryDevice memory, JsonElement data)
    {
        switch (memory.Address)
        {
            case DimmAddress dimm when data.TryGetProperty("addr", out JsonElement address):
                dimm.Base = address.GetUInt64();
                break;
            case not DimmAddress when data.TryGetProperty("memaddr", out JsonElement address):
                memory.TargetBase = address.GetUInt64();
                memory.CurrentSizeKiB = data.TryGetProperty("size", out JsonElement size) && memory.Model == MemoryModel.VirtioMem
                    ? size.GetUInt64() / 1024 : null;
                break;
        }
    }
}
