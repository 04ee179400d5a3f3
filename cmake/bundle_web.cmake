# Run in web/ with -DNODE and -DFOLDER: FOLDER/assets.cpp from the app's sources. Where npm could not fetch its libraries the
# program is built without it, since all the rest needs no network.
if(EXISTS node_modules/esbuild)
  execute_process(COMMAND ${NODE} build.mjs ${FOLDER}/dist ${FOLDER}/assets.cpp COMMAND_ERROR_IS_FATAL ANY)
else()
  message(WARNING "npm could not fetch the web app's libraries (try `npm ci` in web/): building without the web app")
  configure_file(without.cpp ${FOLDER}/assets.cpp COPYONLY)
endif()
