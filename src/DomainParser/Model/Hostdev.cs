namespace VirshLite.DomainParser.Model;

public sealed class Hostdev : Device
{
}
