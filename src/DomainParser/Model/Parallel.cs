namespace VirshLite.DomainParser.Model;

public sealed class Parallel : Device
{
}
