using System.Globalization;
using System.Text;
using System.Text.Json;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;

namespace VirshLite.Conformance.Hotplug;

/// <summary>The vCPUs of a recorded guest as QEMU would have told of them: a socket each, of the type max, those of the start without a name.</summary>
internal static class RecordedCpus
{
    public static CpuInventory Of(Domain live)
    {
        var hotpluggable = new StringBuilder("[");
        var threads = new StringBuilder("[");
        for (int id = (int)live.Vcpus.Maximum - 1; id >= 0; id--)
        {
            Vcpu? listed = live.Vcpus.Individual.Find(v => v.Id == id);
            bool isOnline = listed?.Enabled ?? id < live.Vcpus.OnlineCount;
            string path = listed?.Hotpluggable == true ? $"/machine/peripheral/vcpu{id}" : $"/machine/unattached/device[{id}]";
            string qomPath = isOnline ? $"\"qom-path\":\"{path}\"," : "";
            hotpluggable.Append(CultureInfo.InvariantCulture,
                $"{(hotpluggable.Length > 1 ? "," : "")}{{\"props\":{{\"core-id\":0,\"thread-id\":0,\"node-id\":0,\"socket-id\":{id}}},\"vcpus-count\":1,{qomPath}\"type\":\"max-x86_64-cpu\"}}");
            if (isOnline)
            {
                threads.Append(CultureInfo.InvariantCulture,
                    $"{(threads.Length > 1 ? "," : "")}{{\"cpu-index\":{id},\"thread-id\":{1000 + id},\"qom-path\":\"{path}\"}}");
            }
        }

        return CpuInventory.Of(JsonDocument.Parse(hotpluggable.Append(']').ToString()).RootElement,
            JsonDocument.Parse(threads.Append(']').ToString()).RootElement, live.Vcpus.Maximum);
    }
}
