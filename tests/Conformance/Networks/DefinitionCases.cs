using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;
using VirshLite.Translator.Networks;

namespace VirshLite.Conformance.Networks;

/// <summary>XML that is read, changed and printed again. libvirt's parser reads over what it does not know.</summary>
internal static class DefinitionCases
{
    private static ReadingContext Lenient => new(new ReadingOptions { IgnoreUnknown = true });

    public static (string Expected, string Actual) Define(NetworkCase given)
    {
        VirtualNetwork network = NetworkReader.Read(given.Required("network"));
        return (given.File("expected") ?? "", NetworkWriter.Write(network, new(IsInactive: given.Json.GetProperty("inactive").GetBoolean())));
    }

    public static (string Expected, string Actual) Update(NetworkCase given)
    {
        VirtualNetwork network = NetworkReader.Read(given.Required("network"));
        NetworkUpdateCommand command = given.Text("command") switch
        {
            "modify" => NetworkUpdateCommand.Modify,
            "delete" => NetworkUpdateCommand.Delete,
            "add-first" => NetworkUpdateCommand.AddFirst,
            _ => NetworkUpdateCommand.AddLast,
        };
        NetworkSection section = NetworkSection.Names.TryParse(given.Text("section")!, out NetworkSection read)
            ? read : throw new FormatException($"no section {given.Text("section")}");
        var update = new NetworkUpdate(command, section, given.Required("update"), given.Json.GetProperty("parent_index").GetInt32());
        return (given.File("expected") ?? "", NetworkWriter.Write(update.Change(network)));
    }

    public static (string Expected, string Actual) Port(NetworkCase given) =>
        (given.Required("expected"), NetworkPortWriter.Write(NetworkPortReader.Read(given.Required("port"), Lenient)));
}
