from flows.publish.manifest import Readings


def test_readings_are_kept_by_key(tmp_path):
    readings = Readings(tmp_path)
    assert readings.get("one") is None
    readings.put("one", b"1")
    readings.put("two", b"2")
    (readings.folder / "three.part").write_bytes(b"half")
    readings.keep({"two"})
    assert (readings.get("one"), readings.get("two"), readings.get("three")) == (None, b"2", None)
    assert [path.name for path in readings.folder.iterdir()] == ["two"]
