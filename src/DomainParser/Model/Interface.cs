namespace VirshLite.DomainParser.Model;

public sealed class Interface : Device
{
}
