namespace VirshLite.DomainParser.Model;

public sealed class Hub : Device
{
}
